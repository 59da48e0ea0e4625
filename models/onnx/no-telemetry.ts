/**
 * From 1.29 on, onnxruntime tells Microsoft about its sessions unless this is set before it is loaded, and keeps a log
 * file for each process. What people train here is theirs: https://github.com/microsoft/onnxruntime/pull/27379
 */
process.env.ORT_DISABLE_TELEMETRY = '1';
