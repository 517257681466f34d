/** For `node --require`: lets the aws-cdk-lib that is installed say that it is an old one. */
const { Module } = require('module');

const load = Module._load;
Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (request === 'aws-cdk-lib') loaded.App[Symbol.for('jsii.rtti')] = { fqn: 'aws-cdk-lib.App', version: '2.1.0' };
  return loaded;
};
