"use client";

import { Tabs } from "@base-ui/react/tabs";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { runs as words } from "@/lib/messages/runs";

type Value = "steps" | "branches" | "drafts" | "events";

interface Tab {
  value: Value;
  /** Left out where nobody has counted. */
  count?: number;
  panel: ReactNode;
}

/** Parts of a run. An address that ends in `#visit-3` opens that visit, `#branches` that part. */
export function RunTabs({ tabs }: { tabs: Tab[] }) {
  const [value, setValue] = useState<Value>(tabs[0]?.value ?? "steps");
  const follow = useEffectEvent(() => {
    const place = window.location.hash.slice(1);
    const tab = tabs.find((one) => one.value === place)?.value;
    if (tab) setValue(tab);
    if (!/^visit-\d+$/.test(place)) return;
    setValue("steps");
    // The panel may only be there after the next frame.
    requestAnimationFrame(() => openVisit(place));
  });
  useEffect(() => {
    const listen = () => follow();
    listen();
    window.addEventListener("hashchange", listen);
    return () => window.removeEventListener("hashchange", listen);
  }, []);
  return (
    <Tabs.Root id="parts" value={value} onValueChange={(next) => setValue(next as Value)}>
      <Tabs.List aria-label={words.sections} className="relative flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map(({ value: own, count }) => (
          <Tabs.Tab
            key={own}
            value={own}
            className="-mb-px inline-flex min-h-9 cursor-pointer items-center gap-2 border-b-2 border-transparent px-3 text-quiet max-sm:gap-1.5 max-sm:px-2 -outline-offset-2 hover:text-ink data-active:border-accent data-active:font-semibold data-active:text-ink pointer-coarse:min-h-11"
          >
            {words.tabs[own]}
            {count === undefined ? null : <span className="figures text-xs font-normal text-quiet">{count}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ value: own, panel }) => (
        <Tabs.Panel key={own} value={own} className="pt-4 outline-offset-4">
          {panel}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

/** Opens the details of a visit, shows them and leads the keyboard there. */
function openVisit(id: string): void {
  const card = document.getElementById(id);
  const details = card?.querySelector("details");
  if (!card || !details) return;
  details.open = true;
  card.scrollIntoView({ block: "start" });
  details.querySelector("summary")?.focus({ preventScroll: true });
}
