import { classNames } from "./class-names";
import { Link } from "./link";

/** Parts of a list, each with an address of its own. */
export function FilterLinks({
  label,
  options,
}: {
  label: string;
  options: { href: string; label: string; current: boolean }[];
}) {
  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1 border-b border-line">
        {options.map((option) => (
          <li key={option.href}>
            <Link
              href={option.href}
              aria-current={option.current ? "page" : undefined}
              className={classNames(
                "-mb-px inline-flex min-h-9 items-center border-b-2 px-3 whitespace-nowrap -outline-offset-2 pointer-coarse:min-h-11",
                option.current
                  ? "border-accent font-semibold text-ink"
                  : "border-transparent text-quiet hover:text-ink",
              )}
            >
              {option.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
