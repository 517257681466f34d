/** The contract between `RegionalParameter` and its handler. */
export const PARAMETERS_HANDLER = 'parameters';

export const REGIONAL_PARAMETER_TYPE = 'Custom::RegionalParameter';
export interface RegionalParameterProperties {
  readonly Name: string;
  readonly Value: string;
  readonly Description: string;
  /** Regions beside the stack's own. */
  readonly Regions: string[];
}
