/**
 * How far the zones of a domain are secured by DNSSEC. It is switched on and off in two steps, because answers and keys stay in caches: what is
 * not signed where a parent says it is, no resolver that validates takes.
 */
export enum Dnssec {
  /** Not signed. Coming from `CHAIN_OF_TRUST`, the DS records of environments go first; that of a root domain has to be gone at its registrar. */
  OFF = 'off',
  /** Signed, with keys in KMS; no parent says so, and nobody has to believe it. The step between the two others for zones that are in use. */
  SIGNING = 'signing',
  /** Signed, and their parents say with which keys. New zones may begin here. */
  CHAIN_OF_TRUST = 'chain-of-trust',
}
