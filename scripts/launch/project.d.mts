/** What the tests need of project.mjs. */
export const WORKER: string[];
