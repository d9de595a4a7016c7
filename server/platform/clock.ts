/** The clock of the running system. Verbs receive `now` from their caller, so that tests can choose it. */
export const systemNow = (): Date => new Date();
