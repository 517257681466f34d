/** Steps by hand that a look-up can find done: by these names the tool writes them down, and the plan leaves them out. Nothing of the CDK comes in here. */

/** Of a root domain. */
export const REGISTRAR = 'registrar';
/** Of a root domain. */
export const REGISTRAR_DS = 'registrar-ds';
/** Of a region. */
export const MAIL_PRODUCTION_ACCESS = 'mail-production-access';
