"use client";

import { type RefObject, useRef, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { RawValues } from "./values";

/**
 * For a control whose value the form keeps by itself: the element that takes the focus when the field is wrong.
 * The form knows one and the same object all along: for a new one it would announce new values at each render.
 */
export function useFocusTarget(
  form: UseFormReturn<RawValues>,
  name: string,
): { target: RefObject<HTMLInputElement | null>; setTarget(element: HTMLInputElement | null): void } {
  const target = useRef<HTMLInputElement | null>(null);
  const [handle] = useState(() => ({ focus: () => target.current?.focus() }));
  const { ref } = form.register(name);
  return {
    target,
    setTarget(element) {
      target.current = element;
      ref(element && handle);
    },
  };
}
