import { Search } from "lucide-react";
import { controlLook } from "@/components/forms/control-look";
import { Button, buttonLook } from "./button";
import { Link } from "./link";

interface SearchWords {
  search: string;
  searchFor: string;
  go: string;
  clear: string;
}

/** A plain form: its address says what was searched for. */
export function SearchBox({
  action,
  query,
  words,
  kept = {},
}: {
  action: string;
  query: string;
  words: SearchWords;
  /** What else the address says of the list. */
  kept?: Record<string, string>;
}) {
  const rest = new URLSearchParams(kept).toString();
  return (
    <search>
      <form action={action} className="flex flex-wrap gap-2">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="relative min-w-0 flex-1 basis-44">
          <Search
            aria-hidden
            size={16}
            className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-quiet"
          />
          <input
            type="search"
            name="q"
            maxLength={500}
            defaultValue={query}
            aria-label={words.search}
            placeholder={words.searchFor}
            className={`${controlLook} pl-9`}
          />
        </div>
        <Button type="submit">{words.go}</Button>
        {query === "" ? null : (
          <Link href={rest === "" ? action : `${action}?${rest}`} className={buttonLook("quiet")}>
            {words.clear}
          </Link>
        )}
      </form>
    </search>
  );
}
