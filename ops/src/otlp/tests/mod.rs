mod collector;
mod sending;
mod spans;
#[cfg(feature = "otlp-tls")]
mod tls;
