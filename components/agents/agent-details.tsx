import { Markdown } from "@/components/markdown/markdown";
import { PlainText } from "@/components/markdown/plain-text";
import { agents } from "@/lib/messages/agents";
import type { AgentView } from "@/lib/views/agents";

const words = agents.fields;

/** The entry for those who may read it only. */
export function AgentDetails({ agent }: { agent: AgentView }) {
  const rows: [string, string | null][] = [
    [words.assistant, agent.assistant],
    [words.model, agent.model],
    [words.cardUrl, agent.cardUrl],
    [words.secret, agent.secret],
  ];
  return (
    <dl className="flex flex-col gap-4">
      {rows.map(([label, value]) =>
        value === null ? null : (
          <div key={label}>
            <dt className="text-quiet">{label}</dt>
            <dd className="wrap-anywhere">
              <PlainText>{value}</PlainText>
            </dd>
          </div>
        ),
      )}
      {agent.instructions === null ? null : (
        <div>
          <dt className="text-quiet">{words.instructions}</dt>
          <dd className="max-w-[75ch]">
            <Markdown>{agent.instructions}</Markdown>
          </dd>
        </div>
      )}
    </dl>
  );
}
