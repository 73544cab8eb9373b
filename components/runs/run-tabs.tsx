"use client";

import { Tabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { runs as words } from "@/lib/messages/runs";

interface Tab {
  value: "steps" | "drafts" | "events";
  count: number;
  panel: ReactNode;
}

export function RunTabs({ tabs }: { tabs: Tab[] }) {
  return (
    <Tabs.Root defaultValue={tabs[0]?.value}>
      <Tabs.List aria-label={words.sections} className="flex gap-1 border-b border-line">
        {tabs.map(({ value, count }) => (
          <Tabs.Tab
            key={value}
            value={value}
            className="-mb-px inline-flex min-h-9 cursor-pointer items-center gap-2 border-b-2 border-transparent px-3 text-quiet -outline-offset-2 hover:text-ink data-active:border-accent data-active:font-semibold data-active:text-ink pointer-coarse:min-h-11"
          >
            {words.tabs[value]}
            <span className="figures text-xs font-normal text-quiet">{count}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ value, panel }) => (
        <Tabs.Panel key={value} value={value} className="pt-4 outline-offset-4">
          {panel}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
