/** What the tests need of project.mjs. */
export const WORKER: string[];
export const TYPESCRIPT_RUNNER: string[];
