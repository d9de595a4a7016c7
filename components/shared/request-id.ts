/**
 * An id for one deed of one form, made when the form opens: a second click sends the same one and writes nothing twice.
 * getRandomValues works where randomUUID does not: on plain http inside an office network.
 */
export const newRequestId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
