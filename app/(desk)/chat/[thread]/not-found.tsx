import { Missing } from "@/components/ui/missing";
import { chat } from "@/lib/messages/chat";

export default function NoThread() {
  return <Missing title={chat.missing} />;
}
