import { Missing } from "@/components/ui/missing";
import { errors } from "@/lib/messages/errors";

export default function NoAgent() {
  return <Missing title={errors.missing.agent} />;
}
