import { CiMachineOptions, CiMachineSize } from './ci-machine';
import { MachineArchitecture } from './parent-image';
import { hasFleets } from '../accounts/region-services';

/** What is wrong with it, as arguments of `Problems.add`. */
export function machineFaults(options: CiMachineOptions, region: string): [what: string, got: unknown, expected: string, instead: string][] {
  const { fleet, size, architecture, concurrentJobs, timeoutMinutes } = options;
  const isWhole = (value: number, least: number, most: number) => Number.isInteger(value) && value >= least && value <= most;
  const faults: [string, unknown, string, string][] = [];
  if (concurrentJobs !== undefined && !isWhole(concurrentJobs, 1, 1000)) faults.push(['concurrentJobs', concurrentJobs, 'a whole number from 1 to 1000', '10']);
  if (timeoutMinutes !== undefined && !isWhole(timeoutMinutes, 5, 2160)) faults.push(['timeoutMinutes', timeoutMinutes, 'a whole number from 5 to 2160', '60']);
  if (!fleet) return faults;
  if (!isWhole(fleet.baseCapacity, 1, 100)) faults.push(['fleet: baseCapacity', fleet.baseCapacity, 'a whole number from 1 to 100', '1, or no fleet']);
  if (fleet.maxCapacity !== undefined && !isWhole(fleet.maxCapacity, fleet.baseCapacity, 1000)) {
    faults.push(['fleet: maxCapacity', fleet.maxCapacity, 'a whole number not below baseCapacity', String(fleet.baseCapacity)]);
  }
  if (!hasFleets(region)) faults.push(['fleet', region, 'a home region in which CodeBuild has fleets', 'no fleet: machines that are there for one job each']);
  if (fleet.virtualMachine && size === CiMachineSize.XLARGE && architecture !== MachineArchitecture.X86_64) {
    faults.push(['fleet: size', size, 'at most LARGE for virtual machines with Graviton', 'CiMachineSize.LARGE']);
  }
  return faults;
}

/** As CodeBuild calls it. */
export function environmentOf(options: CiMachineOptions): { type: string; image: string; computeType: string } {
  const { architecture = MachineArchitecture.ARM_64, size = CiMachineSize.SMALL, fleet } = options;
  const isArm = architecture === MachineArchitecture.ARM_64;
  const onMachine = fleet?.virtualMachine ?? false;
  const container = isArm ? 'amazonlinux-aarch64-standard:3.0' : 'amazonlinux-x86_64-standard:5.0';
  const machine = isArm ? 'ami/amazonlinux-arm-base:latest' : 'ami/amazonlinux-x86_64-base:latest';
  return {
    type: `${isArm ? 'ARM' : 'LINUX'}_${onMachine ? 'EC2' : 'CONTAINER'}`,
    image: `aws/codebuild/${onMachine ? machine : container}`,
    computeType: size,
  };
}
