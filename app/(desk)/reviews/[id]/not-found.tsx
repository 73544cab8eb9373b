import { Missing } from "@/components/ui/missing";
import { errors } from "@/lib/messages/errors";

export default function NoReview() {
  return <Missing title={errors.missing.review} />;
}
