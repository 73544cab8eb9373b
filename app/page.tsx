import { redirect } from "next/navigation";
import { currentPrincipal } from "@/lib/auth/session";

export default async function Home() {
  redirect((await currentPrincipal()) ? "/inbox" : "/sign-in");
}
