/**
 * Run in a process of its own, with another time zone, language and day: synthesises the configurations of a file, each into a folder. With
 * CDK_VALIDATION=true CDK validates all templates against CloudFormation's schemas, and whatever it finds is an error.
 */
import { readFileSync } from 'fs';
import { synthesize } from './build';
import { Configuration } from './landing-zones';

const RealDate = Date;
global.Date = class extends RealDate {
  public constructor(...args: []) {
    super(...(args.length ? args : ['2031-12-31T23:59:59Z'] as unknown as []));
  }
} as DateConstructor;

const tasks: { configuration: Configuration; outdir: string; context?: Record<string, unknown> }[] = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const { configuration, outdir, context } of tasks) synthesize(configuration, context, outdir);
