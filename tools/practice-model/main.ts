/** The program: serves as long as its thread lives, and says where. */
import { parentPort, workerData } from "node:worker_threads";
import { type Settings, startServer } from "./server";

const { baseUrl, apiKey } = await startServer(workerData as Settings);
parentPort?.postMessage({ baseUrl, apiKey });
