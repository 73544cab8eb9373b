"use client";

import type { MouseEvent } from "react";
import { decision } from "@/lib/messages/review";
import { copyText } from "./copy-button";

const SHOWN_MS = 2_000;

/** Finished HTML of our own, in which a button with `data-copy` copies that text. */
export function CopyOnClick({ html, className }: { html: string; className: string }) {
  const copy = ({ target }: MouseEvent<HTMLDivElement>) => {
    const button = (target as Element).closest<HTMLButtonElement>("button[data-copy]");
    if (!button) return;
    const say = (label: string) => {
      button.textContent = label;
    };
    copyText(button.dataset.copy ?? "")
      .then(
        () => say(decision.copied),
        () => say(decision.copyFailed),
      )
      .finally(() => setTimeout(() => say(decision.copy), SHOWN_MS));
  };
  // biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside are what is clicked, by mouse or keyboard.
  // biome-ignore lint/a11y/noStaticElementInteractions: the same.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing in it was sent by anybody.
  return <div className={className} onClick={copy} dangerouslySetInnerHTML={{ __html: html }} />;
}
