"use client";

import { type ComponentProps, useEffect, useId, useRef } from "react";
import { useInBrowser } from "@/components/ui/now";
import { localText, momentsOf, UNFINISHED } from "@/lib/forms/local-time";
import { forms } from "@/lib/messages/forms";
import { controlLook } from "./control-look";

interface LocalTimeProps extends Pick<ComponentProps<"input">, "id" | "disabled" | "min" | "max" | "onBlur"> {
  kind: "date" | "datetime";
  /** As it was given, with its offset, until somebody changes it; then local, or one of the two moments it may be. */
  value: string;
  onValue(value: string): void;
  /** Seconds to go by, where minutes are not enough. */
  step?: number;
  target?(element: HTMLInputElement | null): void;
}

/** A date, or a time in the person's own zone. Times that come twice are asked about below it. */
export function LocalTime({ kind, value, onValue, step, target, onBlur, ...input }: LocalTimeProps) {
  const element = useRef<HTMLInputElement>(null);
  const inBrowser = useInBrowser();
  const shown = value === UNFINISHED || !inBrowser ? "" : kind === "date" ? value : localText(value);
  /** What the control was told to show, and how it says that itself; null before the first time. */
  const told = useRef<{ shown: string; said: string } | null>(null);

  // The browser keeps a half typed time to itself and calls it empty, so the element leads and React only follows.
  useEffect(() => {
    const control = element.current;
    if (!control || !inBrowser) return;
    const typedEarly = told.current === null && control.value !== "";
    if (typedEarly) {
      told.current = { shown: control.value, said: control.value };
      onValue(control.value);
    } else if (told.current?.shown !== shown) {
      control.value = shown;
      told.current = { shown, said: control.value };
    } else if (value === UNFINISHED && !control.validity.badInput) onValue("");
  });

  const read = () => {
    const control = element.current;
    if (!control) return;
    const said = control.value;
    const isUnfinished = said === "" && control.validity.badInput;
    if (said === told.current?.said && isUnfinished === (value === UNFINISHED)) return;
    told.current = { shown: said, said };
    onValue(isUnfinished ? UNFINISHED : said);
  };
  return (
    <>
      <input
        {...input}
        ref={(control) => {
          element.current = control;
          target?.(control);
        }}
        type={kind === "date" ? "date" : "datetime-local"}
        step={step}
        onChange={read}
        onBlur={(event) => {
          read();
          onBlur?.(event);
        }}
        className={`${controlLook} figures ${step === undefined ? "max-w-64" : "max-w-80"}`}
      />
      {kind === "datetime" && inBrowser ? <WhichOne value={value} onValue={onValue} /> : null}
    </>
  );
}

/** Where the clocks go back, the same hour comes twice: nobody but the person knows which one is meant. */
function WhichOne({ value, onValue }: Pick<LocalTimeProps, "value" | "onValue">) {
  const name = useId();
  const moments = momentsOf(localText(value)) ?? [];
  if (moments.length < 2) return null;
  const words = [forms.firstTime, forms.secondTime];
  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1">{forms.whichTime}</legend>
      {moments.map((moment, index) => (
        <label key={moment} className="flex min-h-8 items-center gap-2.5 py-1 pointer-coarse:min-h-11">
          <input
            type="radio"
            name={name}
            checked={Date.parse(value) === Date.parse(moment) && value !== localText(value)}
            onChange={() => onValue(moment)}
            className="size-4 shrink-0 accent-accent"
          />
          {words[index]?.(offsetAt(moment))}
        </label>
      ))}
    </fieldset>
  );
}

/** As people know it, `GMT−4`, with a minus that no line breaks behind. */
function offsetAt(moment: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZoneName: "shortOffset" }).formatToParts(new Date(moment));
  return parts.find(({ type }) => type === "timeZoneName")?.value.replace("-", "\u2212") ?? "";
}
