const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** When a machine image is built anew. But for `onDemand`, it is built only if its parent or one of AWS's components has changed since. Times are UTC. */
export class ImageSchedule {
  /**
   * Every day.
   *
   * @param hour 0 to 23
   */
  public static daily(hour: number): ImageSchedule {
    return new ImageSchedule(`cron(0 ${hour} * * ?)`, faultOf('hour', hour, 23));
  }

  /**
   * Every week.
   *
   * @param day 0 for Sunday to 6
   * @param hour 0 to 23
   */
  public static weekly(day = 0, hour = 3): ImageSchedule {
    return new ImageSchedule(`cron(0 ${hour} ? * ${DAYS[day]})`, faultOf('day', day, 6) ?? faultOf('hour', hour, 23));
  }

  /**
   * On the first day of every month.
   *
   * @param hour 0 to 23
   */
  public static monthly(hour = 3): ImageSchedule {
    return new ImageSchedule(`cron(0 ${hour} 1 * ?)`, faultOf('hour', hour, 23));
  }

  /** Only when somebody says so: `aws imagebuilder start-image-pipeline-execution`. */
  public static onDemand(): ImageSchedule {
    return new ImageSchedule();
  }

  private constructor(
    /** @internal */
    public readonly _expression?: string,
    /** @internal */
    public readonly _fault?: [what: string, got: unknown, expected: string, instead: string],
  ) {}
}

function faultOf(what: string, value: number, most: number): [string, unknown, string, string] | undefined {
  return Number.isInteger(value) && value >= 0 && value <= most ? undefined : [`schedule: ${what}`, value, `a whole number from 0 to ${most}`, '3'];
}
