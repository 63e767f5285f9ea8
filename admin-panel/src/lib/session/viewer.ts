let id: string | null = null;

/** Takes the account that is logged in for "you"; null without a login. */
export function setViewerId(account: string | null): void {
  id = account;
}

/** Gets the id of the account that is logged in. */
export const viewerId = (): string | null => id;
