//! Who is who: ids that come from names and origins, and positions in columns.

use super::Class;
use super::Date;
use super::Index;

/// Spreads the bits of a number over all 64: the finalizer of `SplitMix64` (Steele, Lea and Flood
/// 2014, with the constants of Stafford's variant 13). A bijection.
#[inline]
#[must_use]
pub const fn mix(number: u64) -> u64 {
    let mut z = number;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A 64-bit hash of a name: FNV-1a (Fowler, Noll and Vo), mixed. The same on every machine.
#[must_use]
pub fn hash_name(name: &str) -> u64 {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    mix(name.bytes().fold(0xcbf2_9ce4_8422_2325, fold))
}

/// What addresses the draws that concern a firm: the hash of its name, never its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FirmKey(pub u64);

impl FirmKey {
    /// In the address of a draw that concerns no firm.
    pub const NONE: Self = Self(0);

    /// The key of a firm that is written out in the scenario.
    pub fn of_name(name: &str) -> Self {
        Self(hash_name(name))
    }

    /// The key of the firm that a researcher founds on a day.
    pub fn of_founder(founder: ResearcherId, founded: Date) -> Self {
        let day = u64::from(founded.days().cast_unsigned());
        Self(mix(founder.0 ^ mix(hash_name("founded").wrapping_add(day))))
    }

    /// The key of member `ordinal` of a firm group.
    pub fn of_member(group: &str, ordinal: u32) -> Self {
        Self(mix(hash_name(group).wrapping_add(mix(u64::from(ordinal) + 1))))
    }
}

/// Who a researcher is: origin, month of entry, and the ordinal among those who entered together.
///
/// Neighbours have neighbouring numbers, so a thousand people who entered together need one hash;
/// whoever exists in one world only shifts nobody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResearcherId(pub u64);

impl ResearcherId {
    /// In the address of a draw that concerns no researcher.
    pub const NONE: Self = Self(0);

    /// The researcher number `ordinal` (from 0) of a class, of those who entered from an origin in the
    /// month of a date. The origin is a firm, or the key of a name such as `graduates`.
    pub fn of_origin(origin: FirmKey, class: Class, entry: Date, ordinal: u32) -> Self {
        let month = u64::from(entry.month_number().cast_unsigned());
        Self(mix(origin.0 ^ mix(month << 8 | class as u64))).ahead(ordinal)
    }

    /// Who is so many ordinals behind this one, of those who entered together.
    #[inline]
    #[must_use]
    pub fn ahead(self, ordinals: u32) -> Self {
        Self(self.0.wrapping_add(u64::from(ordinals)))
    }
}

/// The position of a firm in the columns of one run: never part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FirmId(pub u32);

impl Index for FirmId {
    fn position(self) -> usize {
        self.0 as usize
    }

    fn at(position: usize) -> Self {
        Self(u32::try_from(position).expect("fewer than 2^32 firms"))
    }
}

/// What tables and charts speak of: a firm that is written out, or a whole firm group. The position in
/// the list of the named firms followed by the groups, each in the order of their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub u16);

impl UnitId {
    /// The firm, if the unit is one that is written out: named firms have the first positions in both
    /// lists, in the same order.
    pub fn named_firm(self) -> FirmId {
        FirmId(u32::from(self.0))
    }
}

impl Index for UnitId {
    fn position(self) -> usize {
        usize::from(self.0)
    }

    fn at(position: usize) -> Self {
        Self(u16::try_from(position).expect("fewer than 65,536 named firms and groups"))
    }
}

/// The position of a role in the list of roles, in the order of their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleId(pub u16);

impl Index for RoleId {
    fn position(self) -> usize {
        usize::from(self.0)
    }

    fn at(position: usize) -> Self {
        Self(u16::try_from(position).expect("fewer than 65,536 roles"))
    }
}

/// The position of a region in the list of regions, in the order of their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionId(pub u8);

impl Index for RegionId {
    fn position(self) -> usize {
        usize::from(self.0)
    }

    fn at(position: usize) -> Self {
        Self(u8::try_from(position).expect("at most 64 regions"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_from_origins_and_neighbours_are_neighbours() {
        let date = Date::new(2021, 5, 17).unwrap();
        let from = |name, date, ordinal| {
            ResearcherId::of_origin(FirmKey::of_name(name), Class::Star, date, ordinal)
        };
        let first = from("openai", date, 0);
        assert_eq!(from("openai", date, 7).0, first.0.wrapping_add(7));
        assert_eq!(from("openai", Date::new(2021, 5, 1).unwrap(), 0), first);
        assert_ne!(from("openai", Date::new(2021, 6, 1).unwrap(), 0), first);
        assert_ne!(from("meta", date, 0), first);
    }
}
