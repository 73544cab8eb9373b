"use client";

import { useRef } from "react";
import type { UseFormRegisterReturn, UseFormReturn } from "react-hook-form";
import type { RawValues } from "./values";

/** What a control begins with it may show otherwise, without the line ends for example. */
function wasTypedInto(element: HTMLInputElement | HTMLTextAreaElement): boolean {
  if (element.value === element.defaultValue) return false;
  const untouched = element.cloneNode() as typeof element;
  untouched.value = element.defaultValue;
  return element.value !== untouched.value;
}

/** Registers a control without losing what was typed into it before the page's code had loaded. */
export function useEarlyText(form: UseFormReturn<RawValues>, name: string): UseFormRegisterReturn {
  const { ref, ...rest } = form.register(name);
  const taken = useRef(false);
  return {
    ...rest,
    ref(element: HTMLInputElement | HTMLTextAreaElement | null) {
      const early = element && !taken.current && wasTypedInto(element) ? element.value : null;
      ref(element);
      if (element) taken.current = true;
      if (early !== null) form.setValue(name, early, { shouldDirty: true });
    },
  };
}
