const NAMES =
  /authorization|cookie|token|secret|password|passwd|credential|signature|api-?_?key|-key$|_key$|^(key|auth|sig|pass|pwd)$/i;

/** Tells whether what has this name is likely a secret: "Authorization", "X-Api-Key", "access_token". */
export const looksSecret = (name: string): boolean => NAMES.test(name);
