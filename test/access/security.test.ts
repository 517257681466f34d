import { acmeAssembly, casesIn, SIMULATOR } from './support/acme';
