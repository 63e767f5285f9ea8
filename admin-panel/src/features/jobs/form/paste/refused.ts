/** Says why a command does not become a job. */
export class Refused extends Error {}
