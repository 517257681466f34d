import { App } from 'aws-cdk-lib';
import { acme } from './acme';

acme(new App());
