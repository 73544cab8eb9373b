import { Missing } from "@/components/ui/missing";
import { errors } from "@/lib/messages/errors";

export default function NoWorkflow() {
  return <Missing title={errors.missing.workflow} href="/start" link={errors.missing.start} />;
}
