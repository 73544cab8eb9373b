import { Missing } from "@/components/ui/missing";
import { errors } from "@/lib/messages/errors";

export default function NoRun() {
  return <Missing title={errors.missing.run} />;
}
