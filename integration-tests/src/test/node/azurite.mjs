// The npm package azurite as a blob store on a free loopback port, with all it stores in memory. It prints itself where it
// can be asked.
process.argv.push('--inMemoryPersistence', '--blobHost', '127.0.0.1', '--blobPort', '0', '--silent', '--disableTelemetry');
await import('azurite/dist/src/blob/main.js');

// The pipe to standard input closes however the test's JVM ends, also when it is killed.
process.stdin.resume().on('end', () => process.exit());
