/** Accounts that exist once in each landing zone. */
export const CORE_ACCOUNT_NAMES = ['management', 'log-archive', 'security', 'identity', 'artifacts', 'dns', 'email'];
