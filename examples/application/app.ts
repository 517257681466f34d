import { App } from 'aws-cdk-lib';
import { ShopStack } from './shop-stack';

// one template: synthesised once, deployed to each environment with that environment's identity
new ShopStack(new App(), 'Shop');
