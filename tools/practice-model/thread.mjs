// First module of the practice model's thread: from here on TypeScript can be loaded.
import { register } from "tsx/esm/api";

register();
await import("./main.ts");
