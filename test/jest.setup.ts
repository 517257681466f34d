import './support/record-calls';

// templates are validated once, by a gate of their own: at every synth it would cost seconds and 350 MB a process
process.env.CDK_VALIDATION = 'false';
