const NOBODY_ASKS_SO_OFTEN = '1000000';

/** Tests and measurements ask more than anybody should; those that are about limits say what holds. */
export const NO_LIMITS = {
  RATE_LIMIT_GLOBAL_PER_MINUTE: NOBODY_ASKS_SO_OFTEN,
  RATE_LIMIT_IP_MAX_REQUESTS: NOBODY_ASKS_SO_OFTEN,
  RATE_LIMIT_USER_PER_MINUTE: NOBODY_ASKS_SO_OFTEN,
  RATE_LIMIT_CONCURRENT: NOBODY_ASKS_SO_OFTEN,
};
