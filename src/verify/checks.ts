import type { Check } from './check';
import { ACCESS_IS_AS_TABLED } from './checks/access';
import { LAWS_HOLD } from './checks/laws';
import { POLICIES_ARE_VALID } from './checks/policies';
import { SAME_BYTES, TEMPLATES_ARE_VALID, UP_TO_DATE } from './checks/synthesis';

/** What `verify` looks at, in this order. */
export const CHECKS: readonly Check[] = [LAWS_HOLD, UP_TO_DATE, SAME_BYTES, TEMPLATES_ARE_VALID, POLICIES_ARE_VALID, ACCESS_IS_AS_TABLED];
