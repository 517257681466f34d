import { MachineArchitecture } from './parent-image';

/** How big the machine of a CI job is. */
export enum CiMachineSize {
  /** 2 processors, 3 or 4 GiB. */
  SMALL = 'BUILD_GENERAL1_SMALL',
  /** 4 processors, 7 or 8 GiB. */
  MEDIUM = 'BUILD_GENERAL1_MEDIUM',
  /** 8 processors, 15 or 16 GiB. */
  LARGE = 'BUILD_GENERAL1_LARGE',
  /** 36 or 32 processors. */
  XLARGE = 'BUILD_GENERAL1_XLARGE',
}

/** Machines that are kept running for CI. */
export interface CiFleetOptions {
  /** How many machines are kept running, and paid for, at least one. */
  readonly baseCapacity: number;
  /**
   * How many there are at most while jobs wait.
   *
   * @default - as many as are kept running; further jobs wait
   */
  readonly maxCapacity?: number;
  /**
   * Whether jobs run on the machine itself and not in a container on it.
   *
   * @default false
   */
  readonly virtualMachine?: boolean;
}

/** The machine that a CI job runs on. */
export interface CiMachineOptions {
  /**
   * Processor.
   *
   * @default MachineArchitecture.ARM_64
   */
  readonly architecture?: MachineArchitecture;
  /**
   * How much memory and how many processors a job has.
   *
   * @default CiMachineSize.SMALL
   */
  readonly size?: CiMachineSize;
  /**
   * Machines of its own that are kept running: no job waits for one to start. They are used again by the next job of the same project, and what a job leaves on its machine the
   * next one finds. CodeBuild has no spot machines.
   *
   * @default - a fresh machine for each job, paid by the minute, gone with it
   */
  readonly fleet?: CiFleetOptions;
  /**
   * Whether jobs may build container images with Docker.
   *
   * @default false
   */
  readonly docker?: boolean;
  /**
   * How many jobs run at a time; further ones wait.
   *
   * @default 10
   */
  readonly concurrentJobs?: number;
  /**
   * Minutes after which a job is ended, 5 to 2160.
   *
   * @default 60
   */
  readonly timeoutMinutes?: number;
}
