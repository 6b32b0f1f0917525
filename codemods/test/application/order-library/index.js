/** A library of somebody else, which asks for Temporal's client itself. */
const { Client } = require('@temporalio/client');

exports.clientClass = () => Client;
exports.startGreeting = (client, taskQueue) =>
  client.workflow.start('greeting', {
    taskQueue,
    workflowId: `greeting-${process.pid}`,
    args: ['world'],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
