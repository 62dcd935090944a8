import { z } from "zod";

/** The samplers a run may ask for, by the names used in specs, manifests and the command line. */
export const SchedulerName = z.enum(["euler", "euler_a", "ddim", "dpmpp_2m_karras", "lcm"]);
export type SchedulerName = z.infer<typeof SchedulerName>;
