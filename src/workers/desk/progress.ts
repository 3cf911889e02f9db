/** Goes on with a task: how far it is, and whether it was cancelled meanwhile. */
export type Progress = (done: number, total: number | null) => Promise<boolean>;
