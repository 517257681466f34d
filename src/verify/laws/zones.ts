import type { Law } from '../law';

/** A resolver that meets a delegation on its way down never asks the parent again: what stands below it in the parent's zone is not found. */
export const ZONES_ARE_FOUND: Law = {
  id: 'zones-are-found',
  promise: 'Each zone lies below its parent, and below no other zone that its parent delegates.',
  needsPlan: true,
  faults: assembly => {
    const { dns, landingZone } = assembly.plan;
    return dns.flatMap(({ zoneName, account, parent }, index) => {
      const where = `${landingZone}/${account}: ${zoneName}`;
      if (dns.findIndex(zone => zone.zoneName === zoneName) < index) return [`${where} is another account's too`];
      if (parent === undefined) return [];
      if (!zoneName.endsWith(`.${parent}`)) return [`${where} is not below ${parent}`];
      return dns.filter(zone => zone.parent === parent && zoneName.endsWith(`.${zone.zoneName}`))
        .map(zone => `${where} is looked for in ${zone.zoneName} of ${zone.account}, and is delegated in ${parent}`);
    });
  },
};
