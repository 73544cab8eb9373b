/** The product without pages, as a process that is killed and frozen from outside. */
import { serve } from "../../support/crash/serve";

// Whoever started this process is gone.
process.on("disconnect", () => process.exit());

void serve().then((port) => process.send?.({ type: "ready", port }));
