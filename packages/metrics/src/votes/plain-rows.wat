;; Reads plain rows of votes: no quotes, every id and word where the plan wants it. Whatever else there is stops it at
;; the row's first byte, for a slower reader to judge. `plain-rows.ts` lays out the memory.
(module
  (memory (export "memory") 1)

  ;; Row k, at 16 k: k bytes of ones, then zeros. k from 0 to 16.
  (global $masks i32 (i32.const 0))
  ;; Where the wanted fields of the row lie: start and length of each, from 1.
  (global $bounds i32 (i32.const 512))

  ;; Why `scan` stopped: 0 a row to be judged elsewhere, 1 a table that is full, 2 no room for more rows.
  (global $stopped (export "stopped") (mut i32) (i32.const 0))
  (global $rows (export "rows") (mut i32) (i32.const 0))
  ;; Bytes of the id that found no room.
  (global $needed (export "needed") (mut i32) (i32.const 0))

  ;; Where the field at p ends; end or more when its end isn't there. What ends a field is at most a comma, and little
  ;; else is: one comparison finds the candidates.
  (func $fieldEnd (param $p i32) (param $end i32) (result i32)
    (local $m i32) (local $at i32) (local $byte i32)
    (loop $next
      (local.set $m (i8x16.bitmask (i8x16.le_u
        (v128.load (local.get $p))
        (v128.const i8x16 44 44 44 44 44 44 44 44 44 44 44 44 44 44 44 44))))
      (block $none
        (loop $candidate
          (br_if $none (i32.eqz (local.get $m)))
          (local.set $at (i32.add (local.get $p) (i32.ctz (local.get $m))))
          (local.set $byte (i32.load8_u (local.get $at)))
          (if (i32.eq (local.get $byte) (i32.const 44))
            (then (return (local.get $at))))
          (if (i32.or
                (i32.eq (local.get $byte) (i32.const 10))
                (i32.or
                  (i32.eq (local.get $byte) (i32.const 13))
                  (i32.eq (local.get $byte) (i32.const 34))))
            (then (return (local.get $at))))
          (local.set $m (i32.and (local.get $m) (i32.sub (local.get $m) (i32.const 1))))
          (br $candidate)))
      (local.set $p (i32.add (local.get $p) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $p) (local.get $end))))
    (local.get $p))

  ;; Up to 16 bytes at p, zeros behind the first n.
  (func $masked (param $p i32) (param $n i32) (result v128)
    (v128.and
      (v128.load (local.get $p))
      (v128.load (i32.add (global.get $masks)
        (i32.shl
          (select (i32.const 16) (local.get $n) (i32.gt_u (local.get $n) (i32.const 16)))
          (i32.const 4))))))

  (func $mixed (param $h i64) (param $v v128) (result i64)
    (i64.mul
      (i64.xor
        (i64.rotl
          (i64.mul
            (i64.xor (local.get $h) (i64x2.extract_lane 0 (local.get $v)))
            (i64.const 0x9e3779b97f4a7c15))
          (i64.const 29))
        (i64x2.extract_lane 1 (local.get $v)))
      (i64.const 0xc2b2ae3d27d4eb4f)))

  ;; Whether the bytes from the 17th on are the same; q's have zeros behind their end.
  (func $sameTail (param $p i32) (param $q i32) (param $n i32) (result i32)
    (local $at i32)
    (local.set $at (i32.const 16))
    (loop $next
      (if (v128.any_true (v128.xor
            (call $masked
              (i32.add (local.get $p) (local.get $at))
              (i32.sub (local.get $n) (local.get $at)))
            (v128.load (i32.add (local.get $q) (local.get $at)))))
        (then (return (i32.const 0))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $n))))
    (i32.const 1))

  ;; A table: 0 slots, 4 their number - 1, 8 entries, 12 count, 16 capacity, 20 whether it takes new ids, 24 free bytes, 28 their end.
  ;; An entry of 32 bytes: 0 the first 16 bytes, 16 hash, 20 length, 24 where all of them lie.
  ;; The id's number; -1 for a new one where none is taken, -2 where there is no room.
  (func $intern (export "intern") (param $t i32) (param $p i32) (param $n i32) (result i32)
    (local $first v128) (local $h i64) (local $hash i32) (local $slot i32) (local $id i32) (local $e i32) (local $at i32)
    (local.set $first (v128.load (local.get $p)))
    (if (i32.lt_u (local.get $n) (i32.const 16))
      (then (local.set $first (v128.and
        (local.get $first)
        (v128.load (i32.shl (local.get $n) (i32.const 4)))))))
    (local.set $h (i64.mul
      (i64.xor
        (i64.rotl
          (i64.mul
            (i64.xor (i64.extend_i32_u (local.get $n)) (i64x2.extract_lane 0 (local.get $first)))
            (i64.const 0x9e3779b97f4a7c15))
          (i64.const 29))
        (i64x2.extract_lane 1 (local.get $first)))
      (i64.const 0xc2b2ae3d27d4eb4f)))
    (if (i32.gt_u (local.get $n) (i32.const 16))
      (then
        (local.set $at (i32.const 16))
        (loop $next
          (local.set $h (call $mixed (local.get $h)
            (call $masked
              (i32.add (local.get $p) (local.get $at))
              (i32.sub (local.get $n) (local.get $at)))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $next (i32.lt_u (local.get $at) (local.get $n))))))
    (local.set $hash (i32.wrap_i64 (i64.xor (local.get $h) (i64.shr_u (local.get $h) (i64.const 32)))))
    (local.set $slot (i32.and (local.get $hash) (i32.load offset=4 (local.get $t))))
    (block $new
      (loop $probe
        (local.set $id (i32.load (i32.add (i32.load (local.get $t)) (i32.shl (local.get $slot) (i32.const 2)))))
        (br_if $new (i32.eqz (local.get $id)))
        (local.set $e (i32.add (i32.load offset=8 (local.get $t))
          (i32.shl (i32.sub (local.get $id) (i32.const 1)) (i32.const 5))))
        (if (i32.eq (i32.load offset=20 (local.get $e)) (local.get $n))
          (then
            (if (i32.eqz (v128.any_true (v128.xor (v128.load (local.get $e)) (local.get $first))))
              (then
                (if (i32.le_u (local.get $n) (i32.const 16))
                  (then (return (i32.sub (local.get $id) (i32.const 1)))))
                (if (call $sameTail (local.get $p) (i32.load offset=24 (local.get $e)) (local.get $n))
                  (then (return (i32.sub (local.get $id) (i32.const 1)))))))))
        (local.set $slot (i32.and
          (i32.add (local.get $slot) (i32.const 1))
          (i32.load offset=4 (local.get $t))))
        (br $probe)))
    (if (i32.eqz (i32.load offset=20 (local.get $t)))
      (then (return (i32.const -1))))
    (local.set $id (i32.load offset=12 (local.get $t)))
    (if (i32.or
          (i32.ge_u (local.get $id) (i32.load offset=16 (local.get $t)))
          (i32.gt_u
            (i32.add (local.get $n) (i32.const 16))
            (i32.sub (i32.load offset=28 (local.get $t)) (i32.load offset=24 (local.get $t)))))
      (then
        (global.set $needed (local.get $n))
        (return (i32.const -2))))
    (local.set $e (i32.add (i32.load offset=8 (local.get $t)) (i32.shl (local.get $id) (i32.const 5))))
    (v128.store (local.get $e) (local.get $first))
    (i32.store offset=16 (local.get $e) (local.get $hash))
    (i32.store offset=20 (local.get $e) (local.get $n))
    (i32.store offset=24 (local.get $e) (i32.load offset=24 (local.get $t)))
    (local.set $at (i32.const 0))
    (loop $copy
      (v128.store
        (i32.add (i32.load offset=24 (local.get $t)) (local.get $at))
        (call $masked
          (i32.add (local.get $p) (local.get $at))
          (i32.sub (local.get $n) (local.get $at))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $copy (i32.lt_u (local.get $at) (local.get $n))))
    (i32.store offset=24 (local.get $t) (i32.add (i32.load offset=24 (local.get $t)) (local.get $at)))
    (i32.store
      (i32.add (i32.load (local.get $t)) (i32.shl (local.get $slot) (i32.const 2)))
      (i32.add (local.get $id) (i32.const 1)))
    (i32.store offset=12 (local.get $t) (i32.add (local.get $id) (i32.const 1)))
    (local.get $id))

  ;; What a wanted field is: 0 kind, 4 table, 8 where its column is written, 12 what its words mean.
  ;; Kinds: 1 an id of two bytes, 2 an id of four, 3 a word whose meaning is one byte, 4 the table's first word, 5 empty.
  ;; id: the field's number where `scan` found it, else -1. 1: taken; 0: to be judged elsewhere; -2: no room.
  (func $take (param $want i32) (param $p i32) (param $n i32) (param $id i32) (param $row i32) (result i32)
    (local $kind i32)
    (local.set $kind (i32.load (local.get $want)))
    (if (i32.lt_s (local.get $id) (i32.const 0))
      (then
        (if (i32.eq (local.get $kind) (i32.const 5))
          (then (return (i32.eqz (local.get $n)))))
        (if (i32.eqz (local.get $n))
          (then (return (i32.const 0))))
        (local.set $id (call $intern (i32.load offset=4 (local.get $want)) (local.get $p) (local.get $n)))
        (if (i32.lt_s (local.get $id) (i32.const 0))
          (then (return (i32.add (local.get $id) (i32.eq (local.get $id) (i32.const -1))))))))
    (if (i32.eq (local.get $kind) (i32.const 1))
      (then
        (i32.store16
          (i32.add (i32.load offset=8 (local.get $want)) (i32.shl (local.get $row) (i32.const 1)))
          (local.get $id))
        (return (i32.const 1))))
    (if (i32.eq (local.get $kind) (i32.const 2))
      (then
        (i32.store
          (i32.add (i32.load offset=8 (local.get $want)) (i32.shl (local.get $row) (i32.const 2)))
          (local.get $id))
        (return (i32.const 1))))
    (if (i32.eq (local.get $kind) (i32.const 3))
      (then
        (i32.store8
          (i32.add (i32.load offset=8 (local.get $want)) (local.get $row))
          (i32.load8_u (i32.add (i32.load offset=12 (local.get $want)) (local.get $id))))
        (return (i32.const 1))))
    (i32.eqz (local.get $id)))

  ;; Rows from `at` on. plan: a byte a column, 0 or the number of what is wanted there, from 1. left, right: where the
  ;; columns of items are written. Answers where the first row begins that wasn't taken.
  (func (export "scan")
    (param $at i32) (param $end i32) (param $columns i32) (param $plan i32) (param $wants i32) (param $count i32)
    (param $left i32) (param $right i32) (param $max i32) (result i32)
    (local $row i32) (local $p i32) (local $c i32) (local $e i32) (local $byte i32) (local $k i32) (local $done i32)
    (local $want i32) (local $f i32) (local $n i32) (local $t i32) (local $id i32) (local $kind i32) (local $h i64) (local $first v128)
    (global.set $stopped (i32.const 0))
    (block $stop
      (loop $next
        (if (i32.ge_u (local.get $row) (local.get $max))
          (then
            (global.set $stopped (i32.const 2))
            (br $stop)))
        (local.set $p (local.get $at))
        (local.set $c (i32.const 0))
        (br_if $stop (i32.ge_u (local.get $p) (local.get $end)))
        (loop $fields
          ;; As `fieldEnd`, without a call where the first candidate is what ends the field.
          (local.set $k (i8x16.bitmask (i8x16.le_u
            (v128.load (local.get $p))
            (v128.const i8x16 44 44 44 44 44 44 44 44 44 44 44 44 44 44 44 44))))
          (local.set $e (i32.add (local.get $p) (i32.and (i32.ctz (local.get $k)) (i32.const 15))))
          (local.set $byte (i32.load8_u (local.get $e)))
          (if (i32.and
                (i32.ne (local.get $byte) (i32.const 44))
                (i32.ne (local.get $byte) (i32.const 10)))
            (then
              (local.set $e (call $fieldEnd (local.get $p) (local.get $end)))))
          (br_if $stop (i32.ge_u (local.get $e) (local.get $end)))
          (local.set $byte (i32.load8_u (local.get $e)))
          (local.set $k (i32.load8_u (i32.add (local.get $plan) (local.get $c))))
          (if (local.get $k)
            (then
              (local.set $k (i32.add (global.get $bounds) (i32.shl (local.get $k) (i32.const 3))))
              (i32.store (local.get $k) (local.get $p))
              (i32.store offset=4 (local.get $k) (i32.sub (local.get $e) (local.get $p)))))
          (local.set $c (i32.add (local.get $c) (i32.const 1)))
          (local.set $p (i32.add (local.get $e) (i32.const 1)))
          (if (i32.eq (local.get $byte) (i32.const 44))
            (then
              (br_if $stop (i32.eq (local.get $c) (local.get $columns)))
              (br $fields))))
        (br_if $stop (i32.ne (local.get $c) (local.get $columns)))
        (if (i32.ne (local.get $byte) (i32.const 10))
          (then
            (br_if $stop (i32.ne (local.get $byte) (i32.const 13)))
            (br_if $stop (i32.ge_u (local.get $p) (local.get $end)))
            (br_if $stop (i32.ne (i32.load8_u (local.get $p)) (i32.const 10)))
            (local.set $p (i32.add (local.get $p) (i32.const 1)))))
        (local.set $k (i32.const 0))
        (loop $each
          (local.set $want (i32.add (local.get $wants) (i32.shl (local.get $k) (i32.const 4))))
          (local.set $f (i32.add (global.get $bounds) (i32.shl (local.get $k) (i32.const 3))))
          (local.set $n (i32.load offset=12 (local.get $f)))
          (local.set $f (i32.load offset=8 (local.get $f)))
          (local.set $id (i32.const -1))
          ;; As `intern`, without a call for a known id of up to 16 bytes that is where its hash says.
          (if (i32.lt_u (i32.sub (local.get $n) (i32.const 1)) (i32.const 16))
            (then
              (local.set $t (i32.load offset=4 (local.get $want)))
              (local.set $first (v128.and
                (v128.load (local.get $f))
                (v128.load (i32.shl (local.get $n) (i32.const 4)))))
              (local.set $h (i64.mul
                (i64.xor
                  (i64.rotl
                    (i64.mul
                      (i64.xor (i64.extend_i32_u (local.get $n)) (i64x2.extract_lane 0 (local.get $first)))
                      (i64.const 0x9e3779b97f4a7c15))
                    (i64.const 29))
                  (i64x2.extract_lane 1 (local.get $first)))
                (i64.const 0xc2b2ae3d27d4eb4f)))
              (local.set $id (i32.sub
                (i32.load (i32.add
                  (i32.load (local.get $t))
                  (i32.shl
                    (i32.and
                      (i32.wrap_i64 (i64.xor (local.get $h) (i64.shr_u (local.get $h) (i64.const 32))))
                      (i32.load offset=4 (local.get $t)))
                    (i32.const 2))))
                (i32.const 1)))
              (if (i32.ge_s (local.get $id) (i32.const 0))
                (then
                  (local.set $e (i32.add (i32.load offset=8 (local.get $t)) (i32.shl (local.get $id) (i32.const 5))))
                  (if (i32.or
                        (i32.ne (i32.load offset=20 (local.get $e)) (local.get $n))
                        (v128.any_true (v128.xor (v128.load (local.get $e)) (local.get $first))))
                    (then (local.set $id (i32.const -1))))))))
          (local.set $kind (i32.load (local.get $want)))
          (block $taken
            (if (i32.ge_s (local.get $id) (i32.const 0))
              (then
                (if (i32.eq (local.get $kind) (i32.const 1))
                  (then
                    (i32.store16
                      (i32.add (i32.load offset=8 (local.get $want)) (i32.shl (local.get $row) (i32.const 1)))
                      (local.get $id))
                    (br $taken)))
                (if (i32.eq (local.get $kind) (i32.const 2))
                  (then
                    (i32.store
                      (i32.add (i32.load offset=8 (local.get $want)) (i32.shl (local.get $row) (i32.const 2)))
                      (local.get $id))
                    (br $taken)))))
            (local.set $done (call $take (local.get $want) (local.get $f) (local.get $n) (local.get $id) (local.get $row)))
            (if (i32.ne (local.get $done) (i32.const 1))
              (then
                (global.set $stopped (i32.ne (local.get $done) (i32.const 0)))
                (br $stop))))
          (local.set $k (i32.add (local.get $k) (i32.const 1)))
          (br_if $each (i32.lt_u (local.get $k) (local.get $count))))
        (br_if $stop (i32.eq
          (i32.load16_u (i32.add (local.get $left) (i32.shl (local.get $row) (i32.const 1))))
          (i32.load16_u (i32.add (local.get $right) (i32.shl (local.get $row) (i32.const 1))))))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (local.set $at (local.get $p))
        (br $next)))
    (global.set $rows (local.get $row))
    (local.get $at)))
