//! A trained twin as text: two lines of JSON, the first of which says what the second one is.
use super::fault::TwinError;
use super::network::Network;
use super::settings::TwinOptions;
use crate::text::say;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

/// What the first line calls the file.
const FORMAT: &str = "nullcline twin";
/// The version that this program writes, and the latest that it reads.
const VERSION: u32 = 1;
/// No longer text is read: the weights of the largest network take 11 million signs.
pub const MOST_BYTES: usize = 16 << 20;

/// Why a text is no twin.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TwinFileError {
    /// It is something else.
    #[error("{}", say!("twin-file-fault-foreign"))]
    Foreign,
    /// It is from a later version of the program.
    #[error("{}", say!("twin-file-fault-newer", it = _0.to_string()))]
    Newer(u32),
    /// Longer than any twin.
    #[error("{}", say!("twin-file-fault-too-big"))]
    TooBig,
    /// It was changed or cut short.
    #[error("{}", say!("twin-file-fault-damaged"))]
    Damaged,
    /// A number of weights that does not fit the network, or one that is not finite.
    #[error("{}", say!("twin-file-fault-weights"))]
    Weights,
    /// Settings that are none.
    #[error("{}", say!("twin-file-fault-settings", it = _0.to_string()))]
    Settings(#[from] TwinError),
}

/// The first line.
#[derive(Serialize, Deserialize)]
struct Head {
    format: String,
    version: u32,
    /// CRC-32 of the second line.
    checksum: u32,
}

/// The second line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    settings: TwinOptions,
    /// Steps of training that were done.
    steps: usize,
    /// The mean of the potentials learnt from, in mV, as the bits of a 64-bit number.
    mean: u64,
    /// 32-bit numbers, little end first, in base64.
    weights: String,
}

/// A twin that was saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// Its settings.
    pub options: TwinOptions,
    /// Steps of training that were done.
    pub steps: usize,
    /// The network.
    pub network: Network,
}

impl Saved {
    /// The twin as text.
    pub fn write(&self) -> String {
        let bytes: Vec<u8> = self
            .network
            .weights
            .iter()
            .flat_map(|w| w.to_le_bytes())
            .collect();
        let body = Body {
            settings: self.options.clone(),
            steps: self.steps,
            mean: self.network.mean.to_bits(),
            weights: STANDARD.encode(bytes),
        };
        // Numbers and names only: there is nothing that could not be written.
        let body = serde_json::to_string(&body).unwrap_or_default();
        let head = Head {
            format: FORMAT.into(),
            version: VERSION,
            checksum: crc32fast::hash(body.as_bytes()),
        };
        let head = serde_json::to_string(&head).unwrap_or_default();
        format!("{head}\n{body}\n")
    }

    /// Reads what [`Saved::write`] wrote. Every number that is read is checked before it is used.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn read(text: &[u8]) -> Result<Self, TwinFileError> {
        if text.len() > MOST_BYTES {
            return Err(TwinFileError::TooBig);
        }
        let text = std::str::from_utf8(text).map_err(|_| TwinFileError::Foreign)?;
        let (head, body) = text.split_once('\n').ok_or(TwinFileError::Foreign)?;
        let head: Head = serde_json::from_str(head).map_err(|_| TwinFileError::Foreign)?;
        if head.format != FORMAT {
            return Err(TwinFileError::Foreign);
        }
        if head.version > VERSION {
            return Err(TwinFileError::Newer(head.version));
        }
        let body = body.trim_end();
        if crc32fast::hash(body.as_bytes()) != head.checksum {
            return Err(TwinFileError::Damaged);
        }
        let body: Body = serde_json::from_str(body).map_err(|_| TwinFileError::Damaged)?;
        let options = body.settings;
        options.check()?;
        let bytes = STANDARD
            .decode(body.weights)
            .map_err(|_| TwinFileError::Weights)?;
        let weights: Vec<f32> = bytes
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect();
        let mean = f64::from_bits(body.mean);
        let fits = bytes.len() == 4 * options.network.parameters();
        if !fits || !mean.is_finite() || !weights.iter().all(|w| w.is_finite()) {
            return Err(TwinFileError::Weights);
        }
        Ok(Self {
            steps: body.steps,
            network: Network {
                layout: options.network.clone(),
                weights,
                mean,
            },
            options,
        })
    }

    /// The twin, if it is one for this layout.
    ///
    /// # Errors
    /// [`TwinError::Layout`] when it reads other synapses, reaches back further, or has other hidden units.
    pub fn for_layout(&self, wanted: &super::Layout) -> Result<&Network, TwinError> {
        let found = &self.network.layout;
        if found == wanted {
            Ok(&self.network)
        } else {
            Err(TwinError::Layout {
                found: found.clone(),
                wanted: wanted.clone(),
            })
        }
    }
}
