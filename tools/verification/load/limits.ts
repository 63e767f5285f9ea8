/**
 * As they are by default: requests in a minute, of everybody, of an address without credentials, of a user; and
 * how many are carried out at a time.
 */
export const LIMITS = { everybody: 12_000, address: 120, user: 1_200, concurrent: 100 };

export const LIMIT_SETTINGS = {
  RATE_LIMIT_GLOBAL_PER_MINUTE: String(LIMITS.everybody),
  RATE_LIMIT_IP_MAX_REQUESTS: String(LIMITS.address),
  RATE_LIMIT_USER_PER_MINUTE: String(LIMITS.user),
  RATE_LIMIT_CONCURRENT: String(LIMITS.concurrent),
};
