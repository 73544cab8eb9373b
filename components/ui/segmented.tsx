"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";

/** One of a few, side by side. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: { value: Value; label: string }[];
  onChange(value: Value): void;
}) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      className="inline-flex rounded-lg border border-line bg-sunken p-0.5"
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          aria-label={option.label}
          className="inline-flex min-h-7 cursor-pointer items-center rounded-md px-2.5 py-1 text-xs font-semibold text-quiet hover:text-ink data-checked:bg-raised data-checked:text-ink data-checked:shadow-xs pointer-coarse:min-h-10"
        >
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
