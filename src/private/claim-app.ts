import { IConstruct } from 'constructs';

const CLAIMED = Symbol.for('@astradot/cloud-platform.LandingZone');

/** @returns the path of the landing zone that the app has already */
export function claimApp(landingZone: IConstruct): string | undefined {
  const root = landingZone.node.root as IConstruct & { [CLAIMED]?: string };
  const other = root[CLAIMED];
  root[CLAIMED] ??= landingZone.node.path;
  return other;
}
