import { SearchX } from "lucide-react";
import { buttonLook } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { errors } from "@/lib/messages/errors";

/** What a page says that has nothing to show. */
export function Missing({ title = errors.missing.title, href = "/inbox", link = errors.missing.inbox }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-start gap-4 px-4 py-24">
      <SearchX aria-hidden size={24} className="text-quiet" />
      <h1 className="text-xl font-semibold">{title}</h1>
      <p className="text-quiet">{errors.missing.text}</p>
      <Link href={href} className={buttonLook("primary")}>
        {link}
      </Link>
    </div>
  );
}
