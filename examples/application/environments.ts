import { App } from 'aws-cdk-lib';
import { ShopStack } from './shop-stack';

// where environments differ in more than what the platform says: a stack for each, which no other account takes
const app = new App();
for (const environmentName of ['staging', 'production']) new ShopStack(app, `Shop-${environmentName}`, { environmentName });
