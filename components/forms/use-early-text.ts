"use client";

import { useRef } from "react";
import type { UseFormRegisterReturn, UseFormReturn } from "react-hook-form";
import type { RawValues } from "./values";

/** Registers a control without losing what was typed into it before the page's code had loaded. */
export function useEarlyText(form: UseFormReturn<RawValues>, name: string): UseFormRegisterReturn {
  const { ref, ...rest } = form.register(name);
  const taken = useRef(false);
  return {
    ...rest,
    ref(element: HTMLInputElement | HTMLTextAreaElement | null) {
      const early = element && !taken.current && element.value !== element.defaultValue ? element.value : null;
      ref(element);
      if (element) taken.current = true;
      if (early !== null) form.setValue(name, early, { shouldDirty: true });
    },
  };
}
